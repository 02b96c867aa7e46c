// Owners of handles in C++: what goes out of scope is ended, in the right order.
#include "check.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace
{
void must(JET_ERR err)
{
    if (err < JET_errSuccess)
    {
        throw std::runtime_error("JET " + std::to_string(err));
    }
}

class Instance
{
public:
    explicit Instance(const std::u16string &name)
    {
        must(JetCreateInstanceW(&handle_, name.c_str()));
        must(JetSetSystemParameterW(&handle_, JET_sesidNil, JET_paramRecovery, 0, u"off"));
        must(JetInit(&handle_));
    }
    ~Instance()
    {
        if (handle_ != JET_instanceNil)
        {
            OK(JetTerm2(handle_, JET_bitTermComplete));
        }
    }
    Instance(const Instance &) = delete;
    Instance &operator=(const Instance &) = delete;
    JET_INSTANCE get() const
    {
        return handle_;
    }

private:
    JET_INSTANCE handle_ = JET_instanceNil;
};

class Session
{
public:
    explicit Session(const Instance &instance)
    {
        must(JetBeginSessionW(instance.get(), &handle_, nullptr, nullptr));
    }
    Session(Session &&other) noexcept : handle_(std::exchange(other.handle_, JET_sesidNil))
    {
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
    ~Session()
    {
        if (handle_ != JET_sesidNil)
        {
            OK(JetEndSession(handle_, 0));
        }
    }
    JET_SESID get() const
    {
        return handle_;
    }

private:
    JET_SESID handle_ = JET_sesidNil;
};

// Undone unless kept.
class Transaction
{
public:
    explicit Transaction(const Session &session) : sesid_(session.get())
    {
        must(JetBeginTransaction(sesid_));
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction()
    {
        if (is_open_)
        {
            OK(JetRollback(sesid_, 0));
        }
    }
    void keep()
    {
        must(JetCommitTransaction(sesid_, 0));
        is_open_ = false;
    }

private:
    JET_SESID sesid_;
    bool is_open_ = true;
};

uint32_t level(const Session &session)
{
    uint32_t level = 99;
    must(JetGetSessionParameter(session.get(), JET_sesparamTransactionLevel, &level, sizeof level, nullptr));
    return level;
}
} // namespace

int main()
{
    JET_SESID gone;
    Instance instance(u"owners");
    {
        std::vector<Session> sessions;
        for (int i = 0; i < 10; i++)
        {
            sessions.emplace_back(instance);
        }
        gone = sessions.back().get();
        try
        {
            Transaction outer(sessions.front());
            Transaction inner(sessions.front());
            inner.keep();
            CHECK(level(sessions.front()) == 1);
            throw std::runtime_error("on purpose");
        }
        catch (const std::runtime_error &error)
        {
            CHECK(std::string(error.what()) == "on purpose");
        }
        CHECK(level(sessions.front()) == 0);
    }
    GIVES(JET_errInvalidSesid, JetBeginTransaction(gone));
    bool is_refused = false;
    try
    {
        Instance same(u"owners");
    }
    catch (const std::runtime_error &error)
    {
        is_refused = std::string(error.what()) == "JET " + std::to_string(JET_errInstanceNameInUse);
    }
    CHECK(is_refused);
    return 0;
}
